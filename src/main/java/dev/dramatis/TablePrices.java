package dev.dramatis;

import dev.dramatis.model.ModelName;
import dev.dramatis.model.PriceTable;
import dev.dramatis.model.Response;
import dev.dramatis.run.Prices;
import java.util.OptionalDouble;

/** Prices by the table of models. */
record TablePrices(PriceTable table) implements Prices {
  @Override
  public OptionalDouble cost(String model, Response response) {
    return table.cost(ModelName.parse(model), response);
  }

  @Override
  public OptionalDouble most(String model, long inputTokens, long outputTokens) {
    return table
        .price(ModelName.parse(model), inputTokens)
        .map(price -> OptionalDouble.of(price.cost(inputTokens, outputTokens)))
        .orElse(OptionalDouble.empty());
  }
}
