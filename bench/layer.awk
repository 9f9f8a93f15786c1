# A made-up layer of n x n areas whose neighbours share every vertex of their border, as GeoJSON.
# usage: awk -v n=100 -v steps=33 -f layer.awk     (n * n areas of 4 * steps vertices, 61-73 E, 30-42 N)
# A border waves by a fifth of an area at most; corners stay, and so does the outside.
function wave(at, along, k) { return at % n ? 0.2 * sin(7 * along + at + 6 * k / steps) * sin(3.141592653589793 * k / steps) : 0 }
function point(u, v) { line = line (line ? "," : "") sprintf("[%.6f,%.6f]", 61 + u * 12 / n, 30 + v * 12 / n) }
function across(i, j, k) { point(i + k / steps, j + (k % steps ? wave(j, i, k) : 0)) }
function up(i, j, k) { point(i + (k % steps ? wave(i, j, k) : 0), j + k / steps) }
BEGIN {
    print "{\"type\":\"FeatureCollection\",\"features\":["
    for (i = 0; i < n; i++)
        for (j = 0; j < n; j++) {
            line = ""
            for (k = 0; k < steps; k++) across(i, j, k)
            for (k = 0; k < steps; k++) up(i + 1, j, k)
            for (k = steps; k > 0; k--) across(i, j + 1, k)
            for (k = steps; k >= 0; k--) up(i, j, k)
            printf "{\"type\":\"Feature\",\"properties\":{\"name\":\"Area %d-%d\",\"code\":\"A%04d%04d\"}," \
                "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[%s]]}}%s\n",
                i, j, i, j, line, i == n - 1 && j == n - 1 ? "" : ","
        }
    print "]}"
}
