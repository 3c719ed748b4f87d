"""The report: the day and the year so far, as one page with charts."""
