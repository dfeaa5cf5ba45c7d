"""What the wizard recommends, with the arithmetic a reader can redo and what would change it."""

from .outlook import Outlook, outlook
from .page import ResultPage, result_page
from .places import Exclusion, Place, Row

__all__ = ["Exclusion", "Outlook", "Place", "ResultPage", "Row", "outlook", "result_page"]
