# projects.sh FOLDER: for each project in it whether it is whole, and how many rows its tables have.
# FOLDER has files that a try writes; a project that is not there has no line.
for project in "$1"/*.chora; do
    [ -f "$project" ] || continue
    echo "${project##*/}"
    sqlite3 "$project" "PRAGMA integrity_check" || exit 1
    sqlite3 "$project" "SELECT 'SELECT ''' || name || ''', count(*) FROM \"' || name || '\";'
        FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'" |
        sqlite3 "$project" || exit 1
done
