package dev.dramatis.report;

import dev.dramatis.model.ModelSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a model was set to beyond its name, in words. */
final class SettingsWords {
  private SettingsWords() {}

  static String of(ModelSettings settings) {
    List<String> words = new ArrayList<>();
    settings.body().forEach((field, value) -> words.add(field + " = " + value));
    settings.api().ifPresent(api -> words.add("by " + api.name().toLowerCase(Locale.ROOT)));
    settings.completions().ifPresent(api -> words.add("raw text by " + api.word()));
    settings.tokensField().ifPresent(field -> words.add("length in " + field.wireName()));
    settings.baseUrl().ifPresent(address -> words.add("at " + address));
    return words.isEmpty()
        ? "nothing that changes a request"
        : Visible.line(String.join("; ", words));
  }
}
