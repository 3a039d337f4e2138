package dev.dramatis.http;

/** What may stand in a header (RFC 9110, section 5), checked without ever quoting a value. */
final class HeaderText {
  private HeaderText() {}

  static String requireName(String name) {
    boolean token =
        !name.isEmpty()
            && name.chars()
                .allMatch(
                    c ->
                        c < 128
                            && (Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0));
    if (!token) throw new IllegalArgumentException("\"" + name + "\" is not a header name");
    return name;
  }

  /** The HTTP client would quote the whole value in its own message, a secret included. */
  static void requireValue(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\t' && (c < ' ' || c > '~')) {
        throw new IllegalArgumentException(
            String.format(
                "the value for header %s has the character U+%04X at position %d of %d;"
                    + " printable ASCII is needed",
                name, (int) c, i + 1, value.length()));
      }
    }
  }
}
