# Read by each run script, which names its sources behind: builds what is not up to date, compiles the bench, and says in
# $classes, $libraries, $commit and $JAVA_HOME where everything is.

# The JDK that mvnw finds builds and runs everything.
JAVA_HOME=$(./mvnw -v | sed -n 's/.*runtime: //p')
application=target/quarkus-app/quarkus-run.jar
if [ ! -e "$application" ] || [ -n "$(find pom.xml src/main -newer "$application" -print | head -n 1)" ]; then
    echo "Building Parley" >&2
    ./mvnw -q package -Dmaven.test.skip=true
fi
commit=$(git describe --always --dirty 2>/dev/null || true)

# What Parley itself runs with will do for most.
libraries="target/quarkus-app/lib/main/*"

# Of the tests' libraries: Playwright, and what pages are compared with.
with_browser() {
    path=target/bench/test-path
    mkdir -p target/bench
    if [ ! -e "$path" ] || [ pom.xml -nt "$path" ]; then
        ./mvnw -q dependency:build-classpath -Dmdep.includeScope=test "-Dmdep.outputFile=$path"
    fi
    libraries=$(cat "$path")
    export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
}

# Takes the bench's name, then its sources.
compile() {
    classes=target/bench/$1/classes
    shift
    rm -rf "$classes"
    mkdir -p "$classes"
    "$JAVA_HOME/bin/javac" -Xlint:all,-processing,-classfile,-path -proc:none -cp "$libraries" -d "$classes" "$@"
}

# A socket or more for each of thousands of readers, on both sides.
ulimit -n "$(ulimit -Hn)"
