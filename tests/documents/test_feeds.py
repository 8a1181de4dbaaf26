

def test_marks_inside_a_line_of_an_item_do_not_cut_it() -> None:
    assert read_fragment("<b>Chad</b> and <a href='x'>Togo</a> met.", datetime.date(2024, 5, 2)) == "Chad and Togo met."
