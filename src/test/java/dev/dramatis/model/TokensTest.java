package dev.dramatis.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.suite.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
  /** True counts by the o200k_base encoding. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "16 | What should a beginner know before they start to keep bees in a small garden?",
        "10 | The quick brown fox jumps over the lazy dog.",
        "22 | Der Reisende kam am späten Nachmittag an, als die Sonne schon tief über den"
            + " Dächern stand.",
        "32 | 旅行者は夕方遅くに町に着いた。太陽はすでに屋根の上に低く傾いていた。",
        "18 | public static void main(String[] args) { System.out.println(\"Hello, world\"); }"
      })
  void comesWithinAThirdOfTheTrueCountForOrdinaryTexts(long trueCount, String text) {
    assertThat((double) Tokens.estimate(text)).isBetween(trueCount * 0.75, trueCount * 1.34);
  }

  @Test
  void countsWhatFramesMessages() {
    assertThat(Tokens.estimate("")).isZero();
    assertThat(Tokens.estimate(List.of(Message.user("")))).isEqualTo(6);
    assertThat(Tokens.estimate(List.of(Message.system("abcd"), Message.user("abcde"))))
        .isEqualTo(3 + (3 + 1) + (3 + 2));
  }

  @Test
  void countsACharacterOutsideTheBasicPlaneOnce() {
    assertThat(Tokens.estimate("😀")).isEqualTo(1);
  }
}
