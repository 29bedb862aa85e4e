package io.desirepath.image;

import java.util.List;

/**
 * What a pod may and may not.
 *
 * @param image name and tag
 * @param options of {@code podman run}
 */
record PodTemplate(String image, List<String> options) {

    static final String READY = "/q/health/ready";

    /** As the restricted Pod Security standard wants it, with a read-only file system and room under {@code /tmp}. */
    static PodTemplate restricted(String image) {
        return new PodTemplate(
                image,
                List.of(
                        "--user=10001:10001",
                        "--read-only",
                        "--read-only-tmpfs=false",
                        // An emptyDir; native code is unpacked there.
                        "--tmpfs=/tmp:rw,exec,mode=1777",
                        "--cap-drop=all",
                        "--security-opt=no-new-privileges",
                        // The engine's own may be higher than this process may give.
                        "--ulimit=nofile=8192:8192",
                        "--ulimit=nproc=4096:4096"));
    }
}
