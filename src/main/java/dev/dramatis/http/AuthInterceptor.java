package dev.dramatis.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Sets the header of the credential that a request is tagged with, over one of the same name. */
final class AuthInterceptor implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Credential credential = request.tag(Credential.class);
    if (credential == null) return chain.proceed(request);
    return chain.proceed(
        request.newBuilder().header(credential.header(), credential.headerValue()).build());
  }
}
