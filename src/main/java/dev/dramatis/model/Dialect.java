package dev.dramatis.model;

import dev.dramatis.http.HttpReply;

/** Reads what a provider replies. Thread-safe. */
interface Dialect {
  /** What a reply of any status comes to. */
  ReplyJudgement judge(HttpReply reply);
}
