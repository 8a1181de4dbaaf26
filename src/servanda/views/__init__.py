"""What people look at: the board, the reasons for a row, tables, exports. Views read records and write text; they derive nothing."""
