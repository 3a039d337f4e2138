package dev.dramatis.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.MultipartReader;
import okio.Buffer;

/** Reads what {@link HttpBody#multipart} writes, for a server. */
public final class FormReader {
  private static final Pattern BOUNDARY =
      Pattern.compile("multipart/form-data;.*boundary=\"?([^\";]+)\"?.*", Pattern.CASE_INSENSITIVE);

  private static final Pattern NAME = Pattern.compile(".*[; ]name=\"([^\"]*)\".*");
  private static final Pattern FILE_NAME = Pattern.compile(".*filename=\"([^\"]*)\".*");

  /** Parts of one form; no form here has more. */
  private static final int MOST_PARTS = 100;

  private FormReader() {}

  /**
   * One part of a form.
   *
   * @param fileName where it is a file
   */
  public record Part(Optional<String> fileName, byte[] content) {
    /** The content read as UTF-8. */
    public String text() {
      return new String(content, StandardCharsets.UTF_8);
    }
  }

  /**
   * The parts of a form by name.
   *
   * @throws IOException if it is no such form, or it is cut short
   */
  public static Map<String, Part> read(String contentType, byte[] body) throws IOException {
    Matcher matcher = BOUNDARY.matcher(contentType);
    if (!matcher.matches()) {
      throw new IOException("the body is no multipart/form-data with a boundary");
    }
    Map<String, Part> parts = new LinkedHashMap<>();
    try (MultipartReader reader = new MultipartReader(new Buffer().write(body), matcher.group(1))) {
      MultipartReader.Part part = reader.nextPart();
      while (part != null && parts.size() < MOST_PARTS) {
        String said = String.valueOf(part.headers().get("Content-Disposition"));
        Matcher name = NAME.matcher(said);
        Matcher file = FILE_NAME.matcher(said);
        byte[] content = part.body().readByteArray();
        if (name.matches()) {
          parts.put(
              name.group(1),
              new Part(file.matches() ? Optional.of(file.group(1)) : Optional.empty(), content));
        }
        part = reader.nextPart();
      }
    }
    return parts;
  }
}
