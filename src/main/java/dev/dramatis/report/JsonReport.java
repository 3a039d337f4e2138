package dev.dramatis.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.dramatis.run.RunRecord;
import java.io.IOException;
import java.io.Writer;

/**
 * The report for programs: every number in full. Two runs with the same answers differ in nothing
 * outside the object {@code run}.
 */
public final class JsonReport {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .build();

  private JsonReport() {}

  /** Writes the report; numbers are shares in [0, 1] or contrasts of them, absent ones null. */
  public static void write(RunRecord record, Writer out) throws IOException {
    write(JsonDocument.of(record), out);
  }

  /** Writes any document in the form that all reports for programs have. */
  static void write(Object document, Writer out) throws IOException {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    JSON.writer(printer).writeValue(out, document);
    out.write("\n");
  }
}
