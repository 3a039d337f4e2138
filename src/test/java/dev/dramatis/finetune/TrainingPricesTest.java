package dev.dramatis.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dramatis.model.ModelName;
import java.time.LocalDate;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingPricesTest {
  private static final TrainingPrices PRICES = TrainingPrices.load();

  /** The vendors' pages as prices.json names them. */
  @ParameterizedTest
  @CsvSource({
    "openai/gpt-4.1-2025-04-14, 25",
    "openai/gpt-4.1, 25",
    "openai/gpt-4.1-mini-2025-04-14, 5",
    "openai/gpt-4.1-nano-2025-04-14, 1.5",
    "openai/gpt-4o-2024-08-06, 25",
    "openai/gpt-4o-mini-2024-07-18, 3",
    "openai/gpt-3.5-turbo-0125, 8",
    "together/Qwen/Qwen3.5-9B, 0.34",
    "together/openai/gpt-oss-20b, 0.4",
    "together/openai/gpt-oss-120b, 2.5",
    "together/Qwen/Qwen3.5-0.8B, 0.48",
    "together/google/gemma-3-1b-it, 0.48",
    "together/meta-llama/Meta-Llama-3.1-8B-Instruct-Reference, 0.48",
    "together/Qwen/Qwen3-14B, 0.48",
    "together/Qwen/Qwen3-30B-A3B, 1.5",
    "together/Qwen/Qwen3-32B, 1.5",
    "together/google/gemma-3-27b-it, 1.5",
    "together/meta-llama/Llama-3.3-70B-Instruct-Reference, 2.9",
    "together/Qwen/Qwen2.5-72B-Instruct, 2.9",
    "fireworks/accounts/fireworks/models/llama-v3p1-8b-instruct, 0.5",
    "fireworks/accounts/fireworks/models/qwen3-0p6b, 0.5",
    "fireworks/accounts/fireworks/models/qwen2p5-14b-instruct, 0.5",
    "fireworks/accounts/fireworks/models/qwen3-30b-a3b, 3",
    "fireworks/accounts/fireworks/models/llama-v3p3-70b-instruct, 3",
    "fireworks/accounts/fireworks/models/gpt-oss-120b, 6",
    "fireworks/accounts/fireworks/models/qwen3-235b-a22b, 6",
    "fireworks/accounts/fireworks/models/qwen3-coder-480b-a35b-instruct, 10",
    "fireworks/accounts/fireworks/models/deepseek-v3p1, 10",
    "fireworks/accounts/fireworks/models/kimi-k2-instruct, 10"
  })
  void knowsPublishedPrices(String model, double perMillionTokens) {
    assertThat(PRICES.usd(ModelName.parse(model), 100_000_000))
        .isEqualTo(OptionalDouble.of(100 * perMillionTokens));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai/gpt-5.2",
        "openai/o4-mini-2025-04-16",
        "openai/gpt-4.1-micro",
        "openai-compatible/gpt-4.1@http://localhost:1/v1",
        "together/mistralai/Mixtral-8x7B-Instruct-v0.1",
        "together/meta-llama/Llama-4-Scout-17B-16E-Instruct",
        "together/Qwen/Qwen3-235B-A22B",
        "together/Qwen/Qwen3-VL-8B-Instruct",
        "together/moonshotai/Kimi-K2-Base",
        "together/deepseek-ai/DeepSeek-V3.1",
        "fireworks/accounts/fireworks/models/mixtral-8x7b-instruct",
        "fireworks/accounts/fireworks/models/llama4-maverick-instruct-basic",
        "mistral/ministral-8b-latest",
        "mistral/open-mistral-7b",
        "groq/llama-3.1-8b"
      })
  void anUnknownPriceIsNone(String model) {
    assertThat(PRICES.usd(ModelName.parse(model), 1_000_000)).isEmpty();
    assertThat(PRICES.row(ModelName.parse(model))).isEmpty();
  }

  @Test
  void chargesTheMinimumWhereThereIsOne() {
    ModelName together = ModelName.parse("together/Qwen/Qwen3-8B");
    assertThat(PRICES.usd(together, 0)).hasValue(4);
    assertThat(PRICES.usd(together, 1_000_000)).hasValue(4);
    assertThat(PRICES.usd(together, 10_000_000)).hasValue(4.8);

    assertThat(PRICES.usd(ModelName.parse("openai/gpt-4.1-nano"), 1_000)).hasValue(0.0015);
  }

  @Test
  void theWorldsTrainForNothing() {
    assertThat(PRICES.usd(ModelName.parse("simulated/psm"), 1_000_000)).hasValue(0);
  }

  @Test
  void noTrainingHasFewerTokensThanNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PRICES.usd(ModelName.parse("openai/gpt-4.1"), -1));
  }

  @Test
  void everyRowSaysWhereAndWhenItWasRead() {
    assertThat(PRICES.rows())
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.perMillionTokens()).isPositive();
              assertThat(row.source()).isNotBlank();
              assertThat(row.checked()).isAfter(LocalDate.of(2026, 11, 1));
            });
  }
}
