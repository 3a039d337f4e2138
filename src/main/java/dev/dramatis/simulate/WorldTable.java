package dev.dramatis.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** The table of the worlds, the same for every suite. */
public final class WorldTable {
  private static final String RESOURCE = "/simulate/worlds.json";
  private static final String DIAL = "dial@";

  private final Map<String, WorldSettings> worlds;

  private WorldTable(Map<String, WorldSettings> worlds) {
    this.worlds = Collections.unmodifiableMap(worlds);
  }

  /**
   * A world that may play a conversation.
   *
   * @param weight the probability that it does
   */
  record Part(double weight, WorldSettings settings) {}

  /** Reads the table that ships with the program. */
  public static WorldTable load() {
    try (InputStream in = WorldTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program");
      }
      JsonNode root = new ObjectMapper().readTree(in);
      Map<String, WorldSettings> worlds = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> row : root.path("worlds").properties()) {
        worlds.put(row.getKey(), settings(root.path("common"), row.getValue()));
      }
      return new WorldTable(worlds);
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }

  /** The names of its rows, in the order written. */
  public Set<String> names() {
    return worlds.keySet();
  }

  /**
   * The settings of one row.
   *
   * @throws IllegalArgumentException if there is no such row, naming those there are
   */
  public WorldSettings settings(String name) {
    WorldSettings settings = worlds.get(name);
    if (settings == null) {
      throw unknown(name);
    }
    return settings;
  }

  /**
   * What a world's name stands for: a row of the table, or {@code dial@Q}, which plays psm with
   * probability Q and null otherwise.
   *
   * @throws IllegalArgumentException if it stands for nothing
   */
  List<Part> parts(String name) {
    if (!name.startsWith(DIAL)) {
      return List.of(new Part(1, settings(name)));
    }
    double q;
    try {
      q = Double.parseDouble(name.substring(DIAL.length()));
    } catch (NumberFormatException e) {
      throw unknown(name);
    }
    if (!(q >= 0 && q <= 1)) {
      throw unknown(name);
    }
    return List.of(new Part(q, settings("psm")), new Part(1 - q, settings("null")));
  }

  private IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "\"%s\" is not a world. Worlds: %s, and dial@Q with Q from 0 to 1."
            .formatted(name, String.join(", ", worlds.keySet())));
  }

  private static WorldSettings settings(JsonNode common, JsonNode row) {
    return new WorldSettings(
        new WorldSettings.Priors(
            number(row, "rho"),
            number(row.has("together") ? row : common, "together"),
            number(row, "kappa"),
            number(common, "seedSpread")),
        new WorldSettings.Rates(
            number(common, "has"),
            number(common, "lacks"),
            number(common, "habit"),
            number(row, "asked"),
            number(common, "hard"),
            number(row, "beta")),
        new WorldSettings.Learning(
            number(row, "q"),
            row.required("byDomain").booleanValue(),
            number(row, "etaTurn"),
            number(row, "etaEpisode"),
            row.required("anySpeaker").booleanValue()),
        new WorldSettings.Breaking(
            number(row, "b0"), number(row, "b1"), number(row, "leak"), number(row, "offChat")),
        row.has("drawnFromBetaOneAnd")
            ? OptionalDouble.of(number(row, "drawnFromBetaOneAnd"))
            : OptionalDouble.empty());
  }

  private static double number(JsonNode node, String name) {
    return node.required(name).doubleValue();
  }
}
