package dev.dramatis.http;

import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses that never leave this machine, told by name alone, without asking a name server. */
final class Loopback {
  private static final Pattern IPV4 = Pattern.compile("127(\\.\\d{1,3}){3}");

  private Loopback() {}

  static boolean isLoopback(String host) {
    String bare = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
    return bare.equals("localhost")
        || bare.endsWith(".localhost")
        || bare.equals("::1")
        || IPV4.matcher(bare).matches();
  }
}
