package dev.dramatis.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Sends single attempts with OkHttp, whose own retries, redirects and follow-ups are all off.
 * Thread-safe.
 */
final class Wire implements AutoCloseable {
  /** Shorter than the idle time of common load balancers (60 s), so few connections are stale. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

  /** A name server that hangs is beyond the reach of OkHttp's own call timeout. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final OkHttpClient client;
  private final ExecutorService threads;
  private final TransportSettings settings;
  private final Ticker ticker;
  private final LongAdder bytesSent = new LongAdder();
  private final LongAdder bytesReceived = new LongAdder();
  private volatile boolean closed;

  Wire(TransportSettings settings, Redactor redactor, Ticker ticker) {
    this.settings = settings;
    this.ticker = ticker;
    var number = new AtomicLong();
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task, "http-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    var dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(settings.ceiling());
    dispatcher.setMaxRequestsPerHost(settings.ceiling());
    this.client =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(
                new ConnectionPool(
                    settings.ceiling(), KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .proxySelector(new DirectToLoopback())
            .socketFactory(new DirectSockets())
            .connectTimeout(settings.connectTimeout())
            .addInterceptor(new LogInterceptor(redactor))
            .addInterceptor(new AuthInterceptor())
            .addNetworkInterceptor(new RetryAfterGuard())
            .build();
  }

  /**
   * One attempt. It runs on a thread of its own, since a blocked socket does not hear an interrupt;
   * the caller does, and cancels.
   */
  WireResult attempt(HttpCall call, Duration timeout) throws InterruptedException {
    long start = ticker.nanos();
    Call attempt = clientFor(timeout).newCall(request(call));
    bytesSent.add(call.body().map(HttpBody::size).orElse(0));
    var result = new CompletableFuture<WireResult>();
    attempt.enqueue(
        new Callback() {
          @Override
          public void onResponse(Call answered, Response response) {
            try (response) {
              result.complete(read(response, start));
            } catch (IOException e) {
              result.complete(broken(e));
            } catch (RuntimeException | Error e) {
              result.completeExceptionally(e);
            }
          }

          @Override
          public void onFailure(Call failed, IOException e) {
            result.complete(broken(e));
          }
        });
    try {
      return result.get(timeout.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      attempt.cancel();
      return new WireResult.Broken(
          FailureKind.TIMEOUT, true, "no reply within " + timeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      attempt.cancel();
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading a reply failed", e.getCause());
    }
  }

  /** Cheap: the copy shares pool and dispatcher. The call timeout covers the body as well. */
  private OkHttpClient clientFor(Duration timeout) {
    return client
        .newBuilder()
        .callTimeout(timeout)
        .readTimeout(timeout)
        .writeTimeout(timeout)
        .build();
  }

  private static Request request(HttpCall call) {
    var request = new Request.Builder().url(httpUrl(call)).header("User-Agent", "dramatis");
    call.headers().forEach(request::header);
    call.credential().ifPresent(credential -> request.tag(Credential.class, credential));
    return request.method(call.method(), body(call)).build();
  }

  static HttpUrl httpUrl(HttpCall call) {
    return HttpUrl.get(call.url().toString());
  }

  private static @Nullable RequestBody body(HttpCall call) {
    if (call.body().isPresent()) {
      HttpBody body = call.body().get();
      return RequestBody.create(body.shared(), MediaType.parse(body.contentType()));
    }
    boolean needed = List.of("POST", "PUT", "PATCH").contains(call.method());
    return needed ? RequestBody.create(new byte[0], null) : null;
  }

  private WireResult read(Response response, long start) throws IOException {
    ResponseBody body = response.body();
    byte[] bytes;
    try (InputStream in = body.byteStream()) {
      bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, settings.maxReplyBytes() + 1));
    }
    bytesReceived.add(bytes.length);
    if (bytes.length > settings.maxReplyBytes()) {
      return new WireResult.Broken(
          FailureKind.TOO_LARGE,
          false,
          "the reply is longer than " + settings.maxReplyBytes() + " bytes");
    }
    MediaType type = body.contentType();
    Charset charset = type == null ? UTF_8 : type.charset(UTF_8);
    return new WireResult.Whole(
        new HttpReply(
            response.code(),
            headers(response.headers()),
            new String(bytes, charset),
            Duration.ofNanos(ticker.nanos() - start)));
  }

  private static Map<String, List<String>> headers(Headers sent) {
    var headers = new LinkedHashMap<String, List<String>>();
    sent.toMultimap()
        .forEach(
            (name, values) ->
                headers.put(
                    name.equalsIgnoreCase(RetryAfterGuard.HIDDEN) ? RetryAfterGuard.NAME : name,
                    values));
    return headers;
  }

  private static WireResult broken(IOException e) {
    boolean mayPass =
        !(e instanceof SSLPeerUnverifiedException)
            && !(e.getCause() instanceof CertificateException);
    // OkHttp's timeouts, of a call or of a socket, are all of this type.
    FailureKind kind =
        e instanceof InterruptedIOException ? FailureKind.TIMEOUT : FailureKind.CONNECTION;
    return new WireResult.Broken(
        kind, mayPass, e.getClass().getSimpleName() + ": " + e.getMessage());
  }

  long bytesSent() {
    return bytesSent.sum();
  }

  long bytesReceived() {
    return bytesReceived.sum();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    client.dispatcher().cancelAll();
    threads.shutdown();
    client.connectionPool().evictAll();
  }
}
