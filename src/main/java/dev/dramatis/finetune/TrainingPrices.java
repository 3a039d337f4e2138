package dev.dramatis.finetune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dramatis.model.ModelName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What training costs, from a table that says for every row where it was read and when. A model
 * that stands in no row has no price, never a price of 0. What a trained model costs once it is
 * deployed is not in it. Immutable.
 */
public final class TrainingPrices {
  private static final String RESOURCE = "/finetune/prices.json";

  private final List<Row> rows;

  /**
   * One line of the table.
   *
   * @param match of names of models, as a whole
   * @param perMillionTokens in US dollars; a token counts once an epoch
   * @param minimum in US dollars for one job; 0 where none is known
   * @param note what the price is of; may be empty
   * @param source where the price was read
   * @param checked when it was read
   */
  public record Row(
      String provider,
      Pattern match,
      double perMillionTokens,
      double minimum,
      String note,
      String source,
      LocalDate checked) {
    double usd(long trainedTokens) {
      return Math.max(minimum, perMillionTokens * trainedTokens / 1e6);
    }
  }

  private TrainingPrices(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /** The table that comes with the program. */
  public static TrainingPrices load() {
    try (InputStream in = TrainingPrices.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + RESOURCE);
      }
      List<Row> rows = new ArrayList<>();
      for (JsonNode row : new JsonMapper().readTree(in)) {
        rows.add(
            new Row(
                row.path("provider").asText(),
                Pattern.compile(row.path("match").asText()),
                row.path("perMillionTokens").asDouble(),
                row.path("minimum").asDouble(0),
                row.path("note").asText(""),
                row.path("source").asText(),
                LocalDate.parse(row.path("checked").asText())));
      }
      return new TrainingPrices(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The line of a base model: the first that its name fits. */
  public Optional<Row> row(ModelName base) {
    return rows.stream()
        .filter(row -> row.provider().equals(base.provider()))
        .filter(row -> row.match().matcher(base.name()).matches())
        .findFirst();
  }

  /**
   * What a job costs in US dollars; empty if it is not known.
   *
   * @param base the model that is trained
   * @param trainedTokens of the episodes, times the epochs
   */
  public OptionalDouble usd(ModelName base, long trainedTokens) {
    if (trainedTokens < 0) {
      throw new IllegalArgumentException("trainedTokens is " + trainedTokens);
    }
    if (base.provider().equals("simulated")) {
      return OptionalDouble.of(0);
    }
    return row(base)
        .map(row -> OptionalDouble.of(row.usd(trainedTokens)))
        .orElse(OptionalDouble.empty());
  }

  List<Row> rows() {
    return rows;
  }
}
