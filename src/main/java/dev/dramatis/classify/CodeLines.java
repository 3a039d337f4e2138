package dev.dramatis.classify;

import java.util.Locale;
import java.util.Set;

/** Tells lines of program code, of whatever language, from prose. */
final class CodeLines {
  private static final Set<String> KEYWORDS =
      Set.of(
          "import",
          "from",
          "def",
          "class",
          "function",
          "const",
          "var",
          "let",
          "public",
          "private",
          "protected",
          "static",
          "package",
          "#include",
          "#define",
          "using",
          "namespace",
          "return",
          "if",
          "for",
          "while",
          "else",
          "elif",
          "try:",
          "except",
          "select",
          "insert",
          "create",
          "update",
          "fn",
          "func",
          "struct",
          "enum",
          "void",
          "int",
          "print",
          "echo",
          "export",
          "module",
          "require",
          "end",
          "@override",
          "//",
          "/*",
          "*",
          "#!/bin/bash",
          "sudo",
          "$",
          ">>>",
          "async",
          "await",
          "switch",
          "case",
          "lambda",
          "type",
          "interface");

  /** Commands that are written in capitals: SQL, build files of containers. */
  private static final Set<String> COMMANDS =
      Set.of(
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "CREATE",
          "DROP",
          "ALTER",
          "FROM",
          "WHERE",
          "RUN",
          "COPY",
          "CMD",
          "ENTRYPOINT",
          "WORKDIR",
          "ENV",
          "EXPOSE",
          "GRANT");

  private CodeLines() {}

  /** Whether a line reads as a statement, a brace or a comment of code. */
  static boolean isCode(String text) {
    char last = text.charAt(text.length() - 1);
    if ((last == ';' || last == '{' || last == '}') && text.length() < 200) {
      return text.length() < 3 || last != ';' || hasCodeSign(text);
    }
    int blank = text.indexOf(' ');
    String word = blank < 0 ? text : text.substring(0, blank);
    boolean keyword = KEYWORDS.contains(word.toLowerCase(Locale.ROOT));
    if (keyword && LineShapes.isLowerCase(word)) {
      return hasCodeSign(text) || last == ':' || isImport(word, text);
    }
    if ((text.startsWith("//") || text.startsWith("/*") || text.startsWith("#!"))
        || word.equals("*/")) {
      return true;
    }
    if (text.startsWith("$(") || text.startsWith("$@")) {
      return true;
    }
    if (COMMANDS.contains(word) && hasCodeSign(text)) {
      return true;
    }
    return (last == ')' || last == ',' || last == ']' || last == '(' || last == '[')
            && hasAssignmentOrCall(text)
        || hasAssignment(text);
  }

  private static boolean isImport(String word, String text) {
    return (word.equals("import") || word.equals("package") || word.equals("#include"))
        && LineShapes.count(text, ' ') <= 3;
  }

  private static boolean hasCodeSign(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("(){}[]=;<>_/&".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** "name = …" or "name += …" with a name that is one word. */
  private static boolean hasAssignment(String text) {
    int equals = Math.max(text.indexOf(" = "), text.indexOf(" += "));
    return equals > 0 && LineShapes.isIdentifier(text.substring(0, equals)) && equals < 60;
  }

  /** "object.method(…" or "name(…" without a blank before the bracket. */
  private static boolean hasAssignmentOrCall(String text) {
    int bracket = text.indexOf('(');
    return hasAssignment(text)
        || (bracket > 0 && LineShapes.isIdentifier(text.substring(0, bracket)))
        || (text.startsWith("\"") && text.indexOf("\":") > 0);
  }
}
