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


settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
