package dev.dramatis.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the files of suites by path or by id.
 *
 * @param folders where suites lie, the first searched first: {@code ./suites}, then the folder
 *     beside the launcher
 */
public record SuiteFinder(List<Path> folders) {
  private static final String ENDING = ".yaml";

  public SuiteFinder {
    folders = List.copyOf(folders);
  }

  /**
   * The file that an argument means: a path if it ends in {@code .yaml} or {@code .yml} or holds a
   * slash, else the id of a suite in one of the folders.
   *
   * @throws UnknownSuiteException if there is no such file
   */
  public Path find(String argument) throws UnknownSuiteException {
    Optional<Path> path = path(argument);
    boolean isPath =
        argument.endsWith(ENDING)
            || argument.endsWith(".yml")
            || argument.contains("/")
            || argument.contains("\\");
    if (isPath && path.filter(Files::isRegularFile).isPresent()) {
      return path.get();
    }
    if (isPath) {
      throw new UnknownSuiteException(
          "there is no file \""
              + argument
              + "\". Name a suite's YAML file, or an id. "
              + known(argument));
    }
    for (Path folder : folders) {
      Optional<Path> file = path(argument + ENDING).map(folder::resolve);
      if (file.filter(Files::isRegularFile).isPresent()) {
        return file.get();
      }
    }
    throw new UnknownSuiteException("there is no suite \"" + argument + "\". " + known(argument));
  }

  /**
   * The file that {@code rubrics/NAME} means in one of the folders; empty if the argument is not of
   * that form.
   *
   * @throws UnknownSuiteException if there is no such rubric
   */
  public Optional<Path> rubric(String argument) throws UnknownSuiteException {
    String start = RubricLoader.FOLDER + "/";
    String name = argument.startsWith(start) ? argument.substring(start.length()) : "";
    if (!name.matches("[A-Za-z0-9_-]+")) {
      return Optional.empty();
    }
    TreeSet<String> known = new TreeSet<>();
    for (Path folder : folders) {
      for (Path file : files(folder.resolve(RubricLoader.FOLDER))) {
        String id = id(file);
        if (id.equals(name)) {
          return Optional.of(file);
        }
        known.add(start + id);
      }
    }
    throw new UnknownSuiteException(
        "there is no rubric \"" + argument + "\". " + Names.hint("Rubrics", argument, known));
  }

  /**
   * The files of all suites, by name, in the first folder that holds any.
   *
   * @throws UnknownSuiteException if none does
   */
  public List<Path> all() throws UnknownSuiteException {
    for (Path folder : folders) {
      List<Path> files = files(folder);
      if (!files.isEmpty()) {
        return files;
      }
    }
    throw new UnknownSuiteException(
        "there are no suites in "
            + folders.stream().map(Path::toString).collect(Collectors.joining(" or "))
            + ". Name a suite's YAML file.");
  }

  /**
   * The file that is named; of a folder the files of all suites that stand directly in it, by name.
   *
   * @throws UnknownSuiteException if it is a folder without any
   */
  public static List<Path> under(Path named) throws UnknownSuiteException {
    return Files.isDirectory(named) ? new SuiteFinder(List.of(named)).all() : List.of(named);
  }

  private String known(String argument) {
    TreeSet<String> ids = new TreeSet<>();
    for (Path folder : folders) {
      for (Path file : files(folder)) {
        ids.add(id(file));
      }
    }
    Path name = path(argument).map(Path::getFileName).orElse(null);
    String id = name == null ? argument : name.toString().replaceFirst("\\.ya?ml$", "");
    return Names.hint("Suites", id, ids);
  }

  private static String id(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ENDING.length());
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING) && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      // A folder that cannot be listed holds no suite that could be read.
      return List.of();
    }
  }
}
