"""What was found by looking after the register, in words."""

from complaintctl.findings import Finding
from complaintctl.words.reader import Reader


def sentence(reader: Reader, finding: Finding) -> str:
    """A finding in the reader's language."""
    fields = finding.fields
    if "what" in fields:
        fields = fields | {"what": reader.translate(fields["what"])}
    return reader.word(finding.sentence, **fields)
