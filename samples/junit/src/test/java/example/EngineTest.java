package example;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectDirectories;
import org.junit.platform.suite.api.Suite;

/** The same by the engine: Surefire tells of tests that belong to a class, so there is one. */
@Suite
@IncludeEngines("dramatis")
@SelectDirectories("suites")
class EngineTest {}
