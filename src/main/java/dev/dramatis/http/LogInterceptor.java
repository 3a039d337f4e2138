package dev.dramatis.http;

import java.io.IOException;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs every attempt at debug level, redacted, without bodies and without the query. It stands
 * before {@link AuthInterceptor} and so never sees the credential's header.
 */
final class LogInterceptor implements Interceptor {
  private static final Logger LOG = LoggerFactory.getLogger(LogInterceptor.class);

  private final Redactor redactor;

  LogInterceptor(Redactor redactor) {
    this.redactor = redactor;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    if (!LOG.isDebugEnabled()) return chain.proceed(chain.request());
    Request request = chain.request();
    String what = request.method() + " " + withoutQuery(request.url());
    log("{} sent: {}", what, request.headers());
    try {
      Response response = chain.proceed(request);
      long millis = response.receivedResponseAtMillis() - response.sentRequestAtMillis();
      log("{} gave {} after {} ms: {}", what, response.code(), millis, response.headers());
      return response;
    } catch (IOException e) {
      log("{} failed: {}", what, e);
      throw e;
    }
  }

  private void log(String format, Object... values) {
    var clean = new Object[values.length];
    for (int i = 0; i < values.length; i++) clean[i] = redactor.redact(oneLine(values[i]));
    LOG.debug(format, clean);
  }

  private static String oneLine(Object value) {
    String text = String.valueOf(value);
    return value instanceof Headers ? text.strip().replace("\n", "; ") : text;
  }

  private static String withoutQuery(HttpUrl url) {
    return url.newBuilder().query(null).build().toString();
  }
}
