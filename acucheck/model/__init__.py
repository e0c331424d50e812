"""The words of the field as frozen data: the rule book, the answers and the report. No behaviour beyond order."""
