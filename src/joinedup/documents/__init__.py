"""Claims become Word, slides, HTML, PDF and spreadsheets, each number carrying its claim id."""
