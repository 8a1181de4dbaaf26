"""What people hold (text, web pages, tables, feeds, PDF, Word, web archives; packed or in object stores) turned into `Document` records."""

from servanda.documents.finding import document_count
from servanda.documents.making import make_document
from servanda.documents.reading import read_documents
from servanda.documents.rows import column_names

__all__ = ["column_names", "document_count", "make_document", "read_documents"]
