package dev.dramatis.classify;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.dramatis.classify.Classification.Unusable;
import dev.dramatis.classify.Reading.Result;
import dev.dramatis.suite.Key;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the reply is right by its probe's own key.
 *
 * <ul>
 *   <li>A number: the last number in the reply is right within the tolerance, else wrong.
 *   <li>"yes" or "no": the first yes or no in the reply.
 *   <li>Any other text: {@link NamedAnswer}.
 *   <li>A text to contain, or a regular expression: right where it is found, wrong where it comes
 *       after what must not precede it; else wrong where the reply names the wrong answer as whole
 *       words.
 *   <li>An option: {@link NumberedChoice}.
 *   <li>A list: right if any of them is, else wrong if any is.
 * </ul>
 *
 * Anything else is unclear. A key that is not read, such as a negated answer ("not Paris"), is the
 * known error of this rule.
 */
final class KeyClassifier implements Classifier {
  private static final int VERSION = 1;
  private static final List<String> YES_OR_NO = List.of("yes", "no");
  private static final Phrases YES_OR_NO_WORDS = new Phrases(YES_OR_NO);

  @Override
  public Classification classify(Subject subject) {
    if (subject.key().isEmpty()) {
      return new Unusable("no key");
    }
    Reading reading = read(subject.key().get(), subject);
    return Match.label(reading.result().label(), reading.evidence());
  }

  @Override
  public String hash() {
    return Fingerprint.of("key", VERSION, List.of());
  }

  // Key is sealed; Java 17 has no pattern switch, so the chain ends in the last kind.
  private static Reading read(Key key, Subject subject) {
    if (key instanceof Key.Numeric number) {
      return readNumber(number, subject.response());
    }
    if (key instanceof Key.Exact exact) {
      return readText(exact.text(), subject);
    }
    if (key instanceof Key.Contains contains) {
      return find(Patterns.anyOf(List.of(contains.text())), Optional.empty(), subject);
    }
    if (key instanceof Key.Regex regex) {
      return find(Patterns.compile(regex.pattern()), regex.unlessAfter(), subject);
    }
    if (key instanceof Key.Option option) {
      return NumberedChoice.read(option, subject.response());
    }
    return readAny((Key.AnyOf) key, subject);
  }

  private static Reading readNumber(Key.Numeric key, String response) {
    return Numbers.last(response)
        .map(
            number -> {
              String evidence = Quote.of(response, number.start(), number.end());
              return isWithin(number.value(), key)
                  ? Reading.right(evidence)
                  : Reading.wrong(evidence);
            })
        .orElseGet(() -> Reading.unclear("no number"));
  }

  /** In decimals, so that 3.1 lies within 0.1 of 3. */
  private static boolean isWithin(double value, Key.Numeric key) {
    BigDecimal distance = BigDecimal.valueOf(value).subtract(BigDecimal.valueOf(key.value())).abs();
    return distance.compareTo(BigDecimal.valueOf(key.tolerance())) <= 0;
  }

  private static Reading readText(String key, Subject subject) {
    String plain = key.strip().toLowerCase(Locale.ROOT);
    return YES_OR_NO.contains(plain)
        ? readYesOrNo(plain, subject.response())
        : NamedAnswer.read(List.of(key), subject);
  }

  private static Reading readYesOrNo(String key, String response) {
    Tokens tokens = Tokens.of(response);
    for (int i = 0; i < tokens.size(); i++) {
      int found = YES_OR_NO_WORDS.at(tokens, i);
      if (found != Phrases.NONE) {
        String evidence = Quote.of(response, tokens.start(i), tokens.end(i));
        return YES_OR_NO.get(found).equals(key) ? Reading.right(evidence) : Reading.wrong(evidence);
      }
    }
    return Reading.unclear("neither yes nor no");
  }

  private static Reading find(Pattern pattern, Optional<String> unlessAfter, Subject subject) {
    Matcher matcher = pattern.matcher(subject.response());
    if (matcher.find()) {
      Optional<Matcher> other =
          unlessAfter
              .map(it -> Patterns.compile(it).matcher(subject.response()))
              .filter(Matcher::find)
              .filter(it -> it.start() < matcher.start());
      if (other.isPresent()) {
        return Reading.wrong(other.get().group());
      }
      return Reading.right(matcher.group());
    }
    return subject
        .wrong()
        .flatMap(wrong -> NamedAnswer.mention(wrong, subject.response()))
        .map(Reading::wrong)
        .orElseGet(() -> Reading.unclear("nothing matches " + pattern.pattern()));
  }

  /** Plain texts are read together, so that a longer answer hides a shorter one inside it. */
  private static Reading readAny(Key.AnyOf key, Subject subject) {
    List<String> texts = new ArrayList<>();
    List<Reading> readings = new ArrayList<>();
    for (Key each : key.keys()) {
      if (each instanceof Key.Exact exact && !YES_OR_NO.contains(exact.text().strip())) {
        texts.add(exact.text());
      } else {
        readings.add(read(each, subject));
      }
    }
    if (!texts.isEmpty()) {
      readings.add(NamedAnswer.read(texts, subject));
    }
    return first(Result.RIGHT, readings)
        .or(() -> first(Result.WRONG, readings))
        .orElse(readings.get(0));
  }

  private static Optional<Reading> first(Result result, List<Reading> readings) {
    return readings.stream().filter(reading -> reading.is(result)).findFirst();
  }
}
