import pytest
from hypothesis import settings

from tests.desk import Desk


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def office(tmp_path):
    """A register under the preset that one names."""

    def opened(preset):
        folder = tmp_path / preset
        folder.mkdir()
        return Desk(folder, preset)

    return opened


@pytest.fixture
def intake(desk, tmp_path):
    """Takes a file in; gives its answer as json, and the cases."""

    def take(text, *options, code=0, name="calls.csv"):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        answer = desk.json("import", file, *options, code=code)
        return answer, sorted(desk.json("list", "--all", "--reveal"), key=lambda case: case["number"])

    take.desk = desk
    return take


settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
