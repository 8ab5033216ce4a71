#!/bin/bash
# Makes the small media files that the reader tests read, and beside each the packets that ffprobe finds in it: the oracle.
# Needs ffmpeg with libx264, libx265, libvpx, libaom and libopus (Debian: apt-get install ffmpeg). Another version of ffmpeg
# makes other bytes; commit the files and their packet lists together.
set -euo pipefail
cd "$(dirname "$0")/../resources/io/framebus/bench/media"
rm -f ./*.mp4 ./*.ivf ./*.h264 ./*.packets

picture=(-f lavfi -i "testsrc2=size=64x64:rate=25:duration=2")
ntsc=(-f lavfi -i "testsrc2=size=64x64:rate=30000/1001:duration=1")
sound=(-f lavfi -i "sine=frequency=440:sample_rate=48000:duration=2")
exact=(-fflags +bitexact -flags:v +bitexact -flags:a +bitexact -map_metadata -1 -threads 1)
x264=(-c:v libx264 -preset fast -g 25 -pix_fmt yuv420p -x264-params "threads=1:scenecut=0")
aac=(-c:a aac -b:a 32k)

make() { # name, then what ffmpeg is to do
    local name=$1
    shift
    ffmpeg -nostdin -loglevel error -y "$@" "${exact[@]}" "$name"
    {
        ffprobe -loglevel error -show_entries stream=index,codec_type,time_base -of csv=p=0 "$name" | sed 's/^/# /'
        ffprobe -loglevel error -show_packets -show_data_hash MD5 -of compact=nk=0 "$name" | packets
    } > "$name.packets"
}

packets() { # stream,pts,dts,size,key,md5 of the payload; ffprobe breaks the line where a packet has side data
    awk -F'|' '{
        for (i = 2; i <= NF; i++) { at = index($i, "="); f[substr($i, 1, at - 1)] = substr($i, at + 1) }
    }
    /data_hash=/ {
        printf "%s,%s,%s,%s,%s,%s\n", f["stream_index"], f["pts"], f["dts"], f["size"],
            substr(f["flags"], 1, 1) == "K" ? 1 : 0, substr(f["data_hash"], 5)
    }'
}

make plain.mp4 "${picture[@]}" "${sound[@]}" "${x264[@]}" -bf 0 "${aac[@]}"
make audio-first.mp4 "${picture[@]}" "${sound[@]}" -map 1:a -map 0:v "${x264[@]}" -bf 0 "${aac[@]}"
make bframes.mp4 "${picture[@]}" "${sound[@]}" "${x264[@]}" -bf 3 "${aac[@]}"
make ntsc.mp4 "${ntsc[@]}" "${x264[@]}" -bf 2
make negative-cts.mp4 "${picture[@]}" "${x264[@]}" -bf 3 -movflags +negative_cts_offsets
make late-picture.mp4 "${sound[@]}" -itsoffset 0.5 "${picture[@]}" -fps_mode passthrough -map 1:v -map 0:a "${x264[@]}" -bf 2 "${aac[@]}"
make fragmented.mp4 "${picture[@]}" "${sound[@]}" "${x264[@]}" -bf 3 "${aac[@]}" \
    -movflags +frag_keyframe+empty_moov+default_base_moof
make fragmented-edits.mp4 "${picture[@]}" "${sound[@]}" "${x264[@]}" -bf 3 "${aac[@]}" \
    -movflags +frag_keyframe+delay_moov
make fragmented-mixed.mp4 "${picture[@]}" "${sound[@]}" "${x264[@]}" -bf 0 "${aac[@]}" -movflags +frag_keyframe
make hevc.mp4 "${picture[@]}" -c:v libx265 -preset fast -tag:v hvc1 \
    -x265-params "log-level=error:keyint=25:bframes=3:pools=none:frame-threads=1:info=0"
make hevc-layers.mp4 "${picture[@]}" -c:v libx265 -preset fast -tag:v hvc1 \
    -x265-params "log-level=error:keyint=25:bframes=3:temporal-layers=1:pools=none:frame-threads=1:info=0"
make vp9-opus.mp4 "${picture[@]}" "${sound[@]}" -c:v libvpx-vp9 -b:v 60k -g 25 -c:a libopus -b:a 24k -strict -2
make vp8.ivf "${picture[@]}" -c:v libvpx -b:v 60k -g 25 -auto-alt-ref 1 -lag-in-frames 10
make vp9.ivf "${picture[@]}" -c:v libvpx-vp9 -b:v 60k -g 25 -auto-alt-ref 1 -lag-in-frames 10
make av1.ivf "${ntsc[@]}" -c:v libaom-av1 -b:v 60k -g 15 -cpu-used 8 -strict -2
make slices.h264 "${ntsc[@]}" "${x264[@]}" -bf 2 -x264-params "threads=1:scenecut=0:slices=4:aud=1"
make no-aud.h264 "${picture[@]}" "${x264[@]}" -bf 0
ls -l
