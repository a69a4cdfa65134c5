"""A text is found by its words, by every pair of characters, and by letters and digits however they are printed."""

import pytest

from text.lexemes import bounded, lexemes, plain, runs


def test_a_word_is_a_lexeme_and_so_are_the_words_within_it() -> None:
    words, _ = lexemes("养老服务体系")
    assert {"养老", "服务", "体系", "服务体系"} <= words


@pytest.mark.parametrize("name", ["海河柳林", "津滨双城", "一基地三区"])
def test_every_pair_of_a_name_is_there_whatever_words_it_is_cut_into(name: str) -> None:
    words, pairs = lexemes(f"建设{name}地区")
    assert {name[at : at + 2] for at in range(len(name) - 1)} <= words | pairs


def test_every_character_begins_a_lexeme() -> None:
    words, pairs = lexemes("桥，大桥")
    assert {lexeme[0] for lexeme in words | pairs} == {"桥", "大"}


def test_pairs_do_not_cross_signs() -> None:
    words, pairs = lexemes("养老、托育")
    assert "老托" not in words | pairs


@pytest.mark.parametrize("printed", ["ＰＭ２.５", "PM2.5", "pm2.5"])
def test_letters_and_digits_are_one_word_in_half_width_and_lower_case(printed: str) -> None:
    assert lexemes(plain(f"{printed}下降"))[0] == {"pm2.5", "下降"}


def test_runs_of_letters_and_of_characters_are_apart() -> None:
    assert runs(plain("5G网络，1,000个")) == ["5g", "网络", "1", "000", "个"]


def test_a_text_without_end_keeps_what_a_row_can_hold() -> None:
    held = bounded([chr(0x4E00 + number % 20000) * 2 for number in range(300_000)])
    assert 150_000 < len(held) < 200_000
