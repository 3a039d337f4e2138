package dev.dramatis.junit;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.SelectorResolutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.UniqueId.Segment;
import org.junit.platform.engine.discovery.ClasspathResourceSelector;
import org.junit.platform.engine.discovery.ClasspathRootSelector;
import org.junit.platform.engine.discovery.DirectorySelector;
import org.junit.platform.engine.discovery.FilePosition;
import org.junit.platform.engine.discovery.FileSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;

/**
 * Reads what a launcher selects: files and the lines in them, folders, the folder {@code suites} of
 * a class path root, resources, and unique ids of the engine's own tests, whatever stands before
 * them when another engine runs this one.
 */
final class SuiteSelectors {
  private static final String FOLDER = "suites";

  private final UniqueId engine;
  private final EngineDiscoveryRequest request;
  private final Selection selection = new Selection();
  private boolean byId;

  SuiteSelectors(UniqueId engine, EngineDiscoveryRequest request) {
    this.engine = engine;
    this.request = request;
  }

  /** What is selected. */
  Selection read() {
    each(FileSelector.class, this::file);
    each(DirectorySelector.class, selector -> folder(selector.getPath()));
    each(
        ClasspathRootSelector.class,
        selector -> local(selector.getClasspathRoot()).map(this::root).orElse(false));
    each(
        ClasspathResourceSelector.class,
        selector -> resource(selector.getClasspathResourceName()).map(this::file).orElse(false));
    each(UniqueIdSelector.class, this::id);
    return selection;
  }

  /** Whether tests of the engine's own were named one by one. */
  boolean isById() {
    return byId;
  }

  private interface Reader<S> {
    /** Whether there is something of ours in it. */
    boolean read(S selector);
  }

  private <S extends DiscoverySelector> void each(Class<S> type, Reader<S> reader) {
    for (S selector : request.getSelectorsByType(type)) {
      boolean ours = reader.read(selector);
      request
          .getDiscoveryListener()
          .selectorProcessed(
              engine,
              selector,
              ours ? SelectorResolutionResult.resolved() : SelectorResolutionResult.unresolved());
    }
  }

  private boolean file(FileSelector selector) {
    Path file = selector.getPath();
    if (!Selection.isSuite(file)) {
      return false;
    }
    Optional<FilePosition> position = selector.getPosition();
    if (position.isPresent()) {
      selection.addLine(file, position.get().getLine());
    } else {
      selection.add(file);
    }
    return true;
  }

  private boolean file(Path file) {
    if (!Selection.isSuite(file)) {
      return false;
    }
    selection.add(file);
    return true;
  }

  private boolean folder(Path folder) {
    List<Path> files = Selection.in(folder);
    files.forEach(selection::add);
    return !files.isEmpty();
  }

  private boolean root(Path root) {
    return folder(root.resolve(FOLDER));
  }

  private static Optional<Path> resource(String name) {
    URL found = Thread.currentThread().getContextClassLoader().getResource(name);
    try {
      return found == null ? Optional.empty() : local(found.toURI());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** What lies in an archive has no files beside it and cannot be run. */
  private static Optional<Path> local(URI uri) {
    return "file".equals(uri.getScheme()) ? Optional.of(Path.of(uri)) : Optional.empty();
  }

  private boolean id(UniqueIdSelector selector) {
    UniqueId id = selector.getUniqueId();
    if (!id.hasPrefix(engine)) {
      return false;
    }
    List<Segment> own =
        id.getSegments().subList(engine.getSegments().size(), id.getSegments().size());
    if (own.isEmpty()) {
      return true;
    }
    byId = true;
    if (!own.get(0).getType().equals(DramatisTestEngine.SUITE) || own.size() > 2) {
      return false;
    }
    Path file;
    try {
      file = Path.of(own.get(0).getValue());
    } catch (InvalidPathException e) {
      return false;
    }
    if (!Selection.isSuite(file)) {
      return false;
    }
    if (own.size() == 2) {
      selection.addPrediction(file, own.get(1).getValue());
    } else {
      selection.add(file);
    }
    return true;
  }
}
