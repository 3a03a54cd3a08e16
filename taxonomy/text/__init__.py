"""How postings write things: HTML, amounts of pay."""
