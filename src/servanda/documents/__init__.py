"""What people hold (text, Markdown, HTML, JSONL, CSV) turned into `Document` records."""

from servanda.documents.files import document_count
from servanda.documents.making import make_document
from servanda.documents.reading import read_documents

__all__ = ["document_count", "make_document", "read_documents"]
