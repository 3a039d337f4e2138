package dev.dramatis.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What models cost, from a table that says for every row where it was read and when, and from what
 * a user states. A model that stands in neither has no price, never a price of 0. Immutable.
 */
public final class PriceTable {
  private static final String RESOURCE = "/model/prices.json";

  /** Between a model's name and the date of its snapshot. */
  private static final Pattern SNAPSHOT =
      Pattern.compile("-(?:20[0-9]{6}|20[0-9]{2}-[0-9]{2}-[0-9]{2}|latest)$");

  private final List<Row> rows;
  private final Map<String, Price> stated;

  /**
   * One line of the table.
   *
   * @param longer prompts of more than this many tokens cost {@code then}
   * @param source where the price was read
   * @param checked when it was read
   */
  public record Row(
      String provider,
      String model,
      Price price,
      OptionalLong longer,
      Optional<Price> then,
      String source,
      LocalDate checked) {}

  private PriceTable(List<Row> rows, Map<String, Price> stated) {
    this.rows = List.copyOf(rows);
    this.stated = Map.copyOf(stated);
  }

  /**
   * The table with what a user states, which goes before it.
   *
   * @param stated by the model's label, such as {@code openai-compatible/my-model}
   */
  public static PriceTable load(Map<String, Price> stated) {
    try (InputStream in = PriceTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + RESOURCE);
      }
      List<Row> rows = new ArrayList<>();
      for (JsonNode row : new JsonMapper().readTree(in)) {
        rows.add(row(row));
      }
      return new PriceTable(rows, stated);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(JsonNode row) {
    JsonNode longer = row.path("longer");
    return new Row(
        row.path("provider").asText(),
        row.path("model").asText(),
        price(row),
        longer.isMissingNode()
            ? OptionalLong.empty()
            : OptionalLong.of(longer.path("than").asLong()),
        longer.isMissingNode() ? Optional.empty() : Optional.of(price(longer)),
        row.path("source").asText(),
        LocalDate.parse(row.path("checked").asText()));
  }

  private static Price price(JsonNode row) {
    return new Price(
        row.path("input").asDouble(),
        row.has("cachedRead")
            ? OptionalDouble.of(row.path("cachedRead").asDouble())
            : OptionalDouble.empty(),
        row.path("output").asDouble());
  }

  /** The line of a model; dated snapshots cost as their model does. */
  public Optional<Row> row(ModelName name) {
    String bare = SNAPSHOT.matcher(name.name()).replaceFirst("");
    return rows.stream()
        .filter(row -> row.provider().equals(name.provider()))
        .filter(row -> row.model().equals(name.name()) || row.model().equals(bare))
        .findFirst();
  }

  /** The price that a user states. */
  public Optional<Price> stated(ModelName name) {
    return Optional.ofNullable(stated.get(name.label()));
  }

  /** The price of a model for prompts of this length; empty if it is not known. */
  public Optional<Price> price(ModelName name, long inputTokens) {
    Optional<Price> said = stated(name);
    if (said.isPresent()) {
      return said;
    }
    if (name.provider().equals("simulated")) {
      return Optional.of(new Price(0, OptionalDouble.empty(), 0));
    }
    return row(name)
        .map(
            row ->
                row.longer().isPresent() && inputTokens > row.longer().getAsLong()
                    ? row.then().orElse(row.price())
                    : row.price());
  }

  /**
   * What a reply cost: what the provider says, else by the table; empty if neither is known.
   *
   * @param name of the model that was asked
   */
  public OptionalDouble cost(ModelName name, Response response) {
    if (response.served().costUsd().isPresent()) {
      return response.served().costUsd();
    }
    return price(name, response.usage().input().orElse(0))
        .map(price -> price.cost(response.usage()))
        .orElse(OptionalDouble.empty());
  }
}
