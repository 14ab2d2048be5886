"""What happens in an office, whoever asks."""

from complaintctl.office.office import Office as Office
