package dev.dramatis.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Hides Retry-After from OkHttp, which would send a request again by itself after a 503 with {@code
 * Retry-After: 0}. Works on the network side; {@link #NAME} is turned back when a reply is read.
 */
final class RetryAfterGuard implements Interceptor {
  static final String HIDDEN = "Retry-After-As-Sent";
  static final String NAME = "Retry-After";

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    var values = response.headers(NAME);
    if (values.isEmpty()) return response;
    var hidden = response.newBuilder().removeHeader(NAME);
    values.forEach(value -> hidden.addHeader(HIDDEN, value));
    return hidden.build();
  }
}
