package dev.dramatis.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
  private static final String SECRET = "sk-Ab+c/\"d\\e=f<é g";

  private final Redactor redactor = new Redactor();

  @ParameterizedTest
  @ValueSource(
      strings = {
        SECRET,
        "sk-Ab+c/\\\"d\\\\e=f<é g",
        "sk-Ab+c\\/\\\"d\\\\e=f<é g",
        "sk-Ab+c\\/\\\"d\\\\e=f<\\u00e9 g",
        "sk-Ab+c/\\\"d\\\\e=f<\\u00E9 g",
        "sk-Ab+c/\\\"d\\\\e\\u003df\\u003c\\u00e9 g",
        "sk-Ab+c/\\\"d\\\\e\\u003df\\u003cé g",
        "sk-Ab%2Bc%2F%22d%5Ce%3Df%3C%C3%A9+g",
        "sk-Ab%2Bc%2F%22d%5Ce%3Df%3C%C3%A9%20g",
        "sk-Ab%2bc%2f%22d%5ce%3df%3c%c3%a9%20g",
      })
  void takesEverySpellingOut(String spelling) {
    redactor.register(SECRET);

    assertThat(redactor.redact("a " + spelling + " b")).isEqualTo("a [redacted] b");
  }

  @Test
  void takesBase64OutAtEveryAlignment() {
    redactor.register("sk-live-0123456789?>");
    for (String before : new String[] {"", "u", "us", "usr", "user:"}) {
      byte[] text = (before + "sk-live-0123456789?>" + "tail").getBytes(UTF_8);
      for (var encoder : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
        String clean = redactor.redact(encoder.encodeToString(text));

        assertThat(clean).contains(Redactor.MASK).hasSizeLessThan(28);
      }
    }
    String alone = Base64.getEncoder().encodeToString("sk-live-0123456789?>".getBytes(UTF_8));
    assertThat(redactor.redact(alone)).isEqualTo(Redactor.MASK);
  }

  @Test
  void takesTheLongerOfTwoSecretsThatShareAStart() {
    redactor.register("sk-aaaaaaaa");
    redactor.register("sk-aaaaaaaa-bbbb");

    assertThat(redactor.redact("sk-aaaaaaaa-bbbb sk-aaaaaaaa")).isEqualTo("[redacted] [redacted]");
  }

  @Test
  void leavesOrdinaryWordsThatServeAsKeysOfLocalServers() {
    redactor.register("EMPTY");
    redactor.register(" none ");

    assertThat(redactor.redact("none is EMPTY")).isEqualTo("none is EMPTY");
  }

  @Test
  void leavesOtherTextAlone() {
    redactor.register(SECRET);

    assertThat(redactor.redact("sk-Ab+c/ and more")).isEqualTo("sk-Ab+c/ and more");
    assertThat(redactor.redact("é".getBytes(UTF_8))).isEqualTo("é".getBytes(UTF_8));
  }

  @Test
  void showsNoSecretOfACredential() {
    assertThat(Credential.bearer("sk-live-1234").toString())
        .isEqualTo("Authorization: Bearer [redacted]");
  }
}
