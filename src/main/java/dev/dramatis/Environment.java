package dev.dramatis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables that configure models: the process's own first, then those of a {@code .env} file
 * in the working directory or, failing that, the nearest one above it.
 */
public final class Environment {
  private static final String FILE = ".env";
  private static final String FILE_SUFFIX = "_FILE";

  /** What POSIX allows; a secret that was pasted alone and ends in "=" is no name. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** A quoted value, with or without a comment after it. */
  private static final Pattern QUOTED = Pattern.compile("([\"'])(.*?)\\1(\\s+#.*)?");

  /** Folders above the working directory that are looked into. */
  private static final int MOST_FOLDERS = 64;

  private final Map<String, String> variables;

  private Environment(Map<String, String> variables) {
    this.variables = Collections.unmodifiableMap(variables);
  }

  /**
   * Reads the environment.
   *
   * @param process the process's variables, which win
   * @throws IllegalArgumentException if a line of {@code .env} is no assignment, naming it
   */
  public static Environment read(Map<String, String> process, Path workingDirectory) {
    Map<String, String> variables = new LinkedHashMap<>(dotEnv(workingDirectory));
    variables.putAll(process);
    return new Environment(variables);
  }

  private static Map<String, String> dotEnv(Path workingDirectory) {
    Path folder = workingDirectory.toAbsolutePath();
    for (int i = 0; i < MOST_FOLDERS && folder != null; i++) {
      Path file = folder.resolve(FILE);
      if (Files.isRegularFile(file)) {
        return parse(file);
      }
      folder = folder.getParent();
    }
    return Map.of();
  }

  private static Map<String, String> parse(Path file) {
    Map<String, String> variables = new LinkedHashMap<>();
    int number = 0;
    try {
      for (String raw : Files.readAllLines(file)) {
        number++;
        String line = raw.strip();
        if (line.isEmpty() || line.startsWith("#")) {
          continue;
        }
        line = line.startsWith("export ") ? line.substring("export ".length()).strip() : line;
        int equals = line.indexOf('=');
        if (equals <= 0 || !NAME.matcher(line.substring(0, equals).stripTrailing()).matches()) {
          // The line itself may be a secret that somebody pasted, so it is not shown.
          throw new IllegalArgumentException(
              file + ":" + number + ": not an assignment; write NAME=value.");
        }
        variables.put(
            line.substring(0, equals).strip(), unquote(line.substring(equals + 1).strip()));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
    }
    return variables;
  }

  private static String unquote(String value) {
    Matcher quoted = QUOTED.matcher(value);
    if (quoted.matches()) {
      return quoted.group(2);
    }
    int comment = value.indexOf(" #");
    return comment < 0 ? value : value.substring(0, comment).strip();
  }

  /**
   * A variable that is set and not blank; failing that, the content of the file that {@code
   * NAME_FILE} names.
   *
   * @throws IllegalArgumentException if that file cannot be read
   */
  public Optional<String> get(String name) {
    Optional<String> value = set(name);
    return value.isPresent() ? value : set(name + FILE_SUFFIX).map(file -> content(name, file));
  }

  private Optional<String> set(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  private static String content(String name, String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          name + FILE_SUFFIX + " names " + file + ", which cannot be read.", e);
    }
  }
}
