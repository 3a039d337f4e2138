/**
 * One transport for every call to a provider: limit, retry, timeouts, auth, redaction. A call comes
 * in; a reply goes out, or a failure that says whether it is worth another try.
 */
@NullMarked
package dev.dramatis.http;

import org.jspecify.annotations.NullMarked;
