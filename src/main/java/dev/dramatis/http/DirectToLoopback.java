package dev.dramatis.http;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** The proxies of the Java virtual machine, but none for an address on this machine. */
final class DirectToLoopback extends ProxySelector {
  @Override
  public List<Proxy> select(URI uri) {
    ProxySelector system = ProxySelector.getDefault();
    if (system == null || Loopback.isLoopback(uri.getHost())) return List.of(Proxy.NO_PROXY);
    return system.select(uri);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    ProxySelector system = ProxySelector.getDefault();
    if (system != null) system.connectFailed(uri, address, failure);
  }
}
