"""The SQL library and the one in memory keep the same contract."""

import pytest

from service.adapters.library.opening import open_library
from service.adapters.memory import memory_library
from tests.adapters.contract import LibraryContract
from tests.fakes.articles import EMBEDDER


class TestSqlLibrary(LibraryContract):
    @pytest.fixture
    def library(self, tmp_path):
        library = open_library(tmp_path / "library.sqlite", EMBEDDER)
        yield library
        library.close()


class TestMemoryLibrary(LibraryContract):
    @pytest.fixture
    def library(self):
        return memory_library(EMBEDDER)
