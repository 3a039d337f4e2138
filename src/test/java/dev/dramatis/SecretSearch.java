package dev.dramatis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks for a secret in texts and in all files below a folder, however it is written there. */
final class SecretSearch {
  private final Map<String, String> spellings = new LinkedHashMap<>();

  SecretSearch(String secret) {
    String json = new String(JsonStringEncoder.getInstance().quoteAsString(secret));
    spellings.put("plain", secret);
    spellings.put("JSON", json);
    // A text of JSON that is itself a string of JSON, as a request kept in a journal is.
    spellings.put("JSON twice", new String(JsonStringEncoder.getInstance().quoteAsString(json)));
    spellings.put("URL", URLEncoder.encode(secret, UTF_8));
    spellings.put("HTML", html(secret));
    spellings.put("base64", withoutEnd(secret, 0));
    // What user:secret gives depends on the length of the user's name, modulo three.
    spellings.put("base64 after one byte", withoutEnd(secret, 1));
    spellings.put("base64 after two bytes", withoutEnd(secret, 2));
  }

  private static String html(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&#34;");
  }

  /** Only the characters that the bytes before and after do not change. */
  private static String withoutEnd(String secret, int before) {
    byte[] bytes = ("x".repeat(before) + secret).getBytes(UTF_8);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    return encoded.substring(before == 0 ? 0 : before + 1, encoded.length() - 2);
  }

  /** By the name of the encoding. */
  Map<String, String> spellings() {
    return Map.copyOf(spellings);
  }

  /** The encodings in which the secret stands in a text. */
  List<String> in(String text) {
    return spellings.entrySet().stream()
        .filter(spelling -> text.contains(spelling.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Every file below a folder that holds it, with the encodings. */
  List<String> under(Path folder) {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        List<String> encodings = in(new String(Files.readAllBytes(file), ISO_8859_1));
        if (!encodings.isEmpty()) {
          found.add(folder.relativize(file) + ": " + encodings);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
