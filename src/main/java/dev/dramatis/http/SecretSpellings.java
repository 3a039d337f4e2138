package dev.dramatis.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The ways in which servers and libraries write a secret. */
final class SecretSpellings {
  private SecretSpellings() {}

  static Set<String> of(String secret) {
    var spellings = new LinkedHashSet<String>();
    spellings.add(secret);
    addJson(secret, spellings);
    addUrl(secret, spellings);
    addBase64(secret, spellings);
    return spellings;
  }

  /** Writers differ: the slash, what HTML treats specially and all but ASCII may be escaped. */
  private static void addJson(String secret, Set<String> spellings) {
    for (String optional : new String[] {"", "/", "<>&='", "<>&='/", "<>&='+/"}) {
      for (int highest : new int[] {'~', Character.MAX_VALUE}) {
        String escaped = jsonEscaped(secret, optional, highest);
        for (String slash : new String[] {"\\/", "\\u002f", "\\u002F"}) {
          String spelling = escaped.replace("\\/", slash);
          spellings.add(spelling);
          spellings.add(upperHex(spelling));
        }
      }
    }
  }

  private static String jsonEscaped(String secret, String optional, int highest) {
    var out = new StringBuilder();
    for (int i = 0; i < secret.length(); i++) {
      char c = secret.charAt(i);
      if (c == '"' || c == '\\' || (c == '/' && optional.indexOf(c) >= 0)) {
        out.append('\\').append(c);
      } else if (c < ' ' || c > highest || optional.indexOf(c) >= 0) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static void addUrl(String secret, Set<String> spellings) {
    String form = URLEncoder.encode(secret, UTF_8);
    for (String encoded : new String[] {form, form.replace("+", "%20")}) {
      spellings.add(encoded);
      spellings.add(
          Pattern.compile("%[0-9A-F]{2}")
              .matcher(encoded)
              .replaceAll(found -> found.group().toLowerCase(Locale.ROOT)));
    }
  }

  private static String upperHex(String text) {
    return Pattern.compile("\\\\u[0-9a-f]{4}")
        .matcher(text)
        .replaceAll(found -> "\\\\u" + found.group().substring(2).toUpperCase(Locale.ROOT));
  }

  /**
   * Base64 of any text that holds the secret, such as "user:secret": three bytes make four
   * characters, so the secret shows in one of three alignments. Characters that also depend on its
   * neighbours are left out.
   */
  private static void addBase64(String secret, Set<String> spellings) {
    byte[] bytes = secret.getBytes(UTF_8);
    spellings.add(Base64.getEncoder().encodeToString(bytes));
    spellings.add(Base64.getUrlEncoder().encodeToString(bytes));
    for (int before = 0; before < 3; before++) {
      byte[] padded = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, padded, before, bytes.length);
      int from = (before * 8 + 5) / 6;
      int to = padded.length * 8 / 6;
      spellings.add(Base64.getEncoder().encodeToString(padded).substring(from, to));
      spellings.add(Base64.getUrlEncoder().encodeToString(padded).substring(from, to));
    }
  }
}
