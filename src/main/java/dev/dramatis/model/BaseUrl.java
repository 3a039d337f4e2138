package dev.dramatis.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Addresses under which servers of OpenAI's dialect answer, brought to one spelling. */
final class BaseUrl {
  private BaseUrl() {}

  /**
   * The address with lower-case scheme and host, without a default port or slashes at its end, so
   * that equal addresses are equal texts.
   *
   * @param origin where the address was given, for the message
   * @throws InvalidModelException if it is not an address to send requests to; the address is not
   *     quoted where it may hold a password
   */
  static String normalise(String address, String origin) {
    URI url;
    try {
      url = new URI(address.strip());
    } catch (URISyntaxException e) {
      throw new InvalidModelException(
          origin + " is not a URL: " + e.getReason() + ". Write http://localhost:8000/v1, say.");
    }
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
      throw new InvalidModelException(
          origin + " carries a user or a password; give the key as a variable instead.");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new InvalidModelException(
          origin + " has a query or a fragment; a base URL ends with its path, mostly /v1.");
    }
    if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new InvalidModelException(
          origin
              + " is \""
              + address
              + "\"; a base URL starts with http:// or https:// and a host.");
    }
    int defaultPort = scheme.equals("https") ? 443 : 80;
    String port = url.getPort() < 0 || url.getPort() == defaultPort ? "" : ":" + url.getPort();
    return scheme
        + "://"
        + url.getHost().toLowerCase(Locale.ROOT)
        + port
        + withoutEndSlashes(url.getRawPath());
  }

  private static String withoutEndSlashes(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') end--;
    return path.substring(0, end);
  }
}
