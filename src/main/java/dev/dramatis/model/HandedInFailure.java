package dev.dramatis.model;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;

/** Says by its types what an exception of a model of LangChain4j's means, never by its text. */
final class HandedInFailure {
  /** Deeper causes than any library has; a cause may be its own. */
  private static final int MOST_CAUSES = 16;

  private HandedInFailure() {}

  /**
   * The failed call.
   *
   * @param words makes what the exception says fit to be shown
   */
  static FailedCall of(Exception thrown, ServerWords words) {
    List<Throwable> causes = causes(thrown);
    String said = thrown.getMessage() == null ? "" : ": " + words.quote(thrown.getMessage());
    return new FailedCall(
        causes.stream()
            .flatMap(cause -> kind(cause).stream())
            .findFirst()
            .orElseGet(() -> unspecific(causes)),
        causes.stream()
            .filter(HttpException.class::isInstance)
            .mapToInt(cause -> ((HttpException) cause).statusCode())
            .findFirst()
            .stream()
            .mapToObj(OptionalInt::of)
            .findFirst()
            .orElse(OptionalInt.empty()),
        thrown.getClass().getSimpleName() + said,
        1);
  }

  /** Whether a provider's filter let no answer through, which is an answer of a kind. */
  static boolean isFilter(Exception thrown) {
    return causes(thrown).stream().anyMatch(ContentFilteredException.class::isInstance);
  }

  /** The exception and its causes, from the outside in. */
  private static List<Throwable> causes(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    Throwable cause = thrown;
    while (cause != null && causes.size() < MOST_CAUSES) {
      causes.add(cause);
      cause = cause.getCause();
    }
    return causes;
  }

  private static Optional<FailedCall.Kind> kind(Throwable cause) {
    if (cause instanceof AuthenticationException
        || cause instanceof ModelNotFoundException
        || cause instanceof UnresolvedModelServerException) {
      return Optional.of(FailedCall.Kind.UNUSABLE_ENDPOINT);
    }
    if (cause instanceof NonRetriableException || cause instanceof UnsupportedFeatureException) {
      return Optional.of(FailedCall.Kind.FATAL);
    }
    if (cause instanceof HttpException http) {
      return Optional.of(kind(http.statusCode()));
    }
    return cause instanceof RetriableException
            || cause instanceof IOException
            || cause instanceof TimeoutException
            || cause instanceof InterruptedException
        ? Optional.of(FailedCall.Kind.RETRYABLE)
        : Optional.empty();
  }

  /** LangChain4j wraps what it does not know; what else there is are faults of the model's code. */
  private static FailedCall.Kind unspecific(List<Throwable> causes) {
    return causes.stream().anyMatch(LangChain4jException.class::isInstance)
        ? FailedCall.Kind.RETRYABLE
        : FailedCall.Kind.FATAL;
  }

  private static FailedCall.Kind kind(int status) {
    return switch (status) {
      case 401, 403, 404 -> FailedCall.Kind.UNUSABLE_ENDPOINT;
      case 408, 409, 425, 429 -> FailedCall.Kind.RETRYABLE;
      default -> status >= 400 && status < 500 ? FailedCall.Kind.FATAL : FailedCall.Kind.RETRYABLE;
    };
  }
}
