package dev.dramatis.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {
  @Test
  void namesWhatActsWithoutBeingSeen() {
    assertThat(Visible.text("a\u001b[2Jb\u202Ec\uD800d\u200Be\u0085f\u007f"))
        .isEqualTo("a⟨U+001B⟩[2Jb⟨U+202E⟩c⟨U+D800⟩d⟨U+200B⟩e⟨U+0085⟩f⟨U+007F⟩");
  }

  @Test
  void leavesLinesScriptsAndEmojiAlone() {
    String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
    assertThat(Visible.text("one\r\ntwo\tשלום می\u200Cخواهم " + family))
        .isEqualTo("one\ntwo\tשלום می\u200Cخواهم " + family);
  }

  @Test
  void namesTheInvisibleTagsThatCanCarryInstructions() {
    assertThat(Visible.line("x" + Character.toString(0xE0041))).isEqualTo("x⟨U+E0041⟩");
  }

  @Test
  void putsALineOnOneLine() {
    assertThat(Visible.line("a\nb\u2028c")).isEqualTo("a b⟨U+2028⟩c");
  }

  @Test
  void cutsALongTextAndSaysSo() {
    String shown = Visible.text(HostileRun.LONG);

    assertThat(shown.length()).isLessThan(21_000);
    assertThat(shown)
        .endsWith("[cut here: 20,000 of 1,048,601 characters are shown; the journal holds all]");
  }
}
