/**
 * Directories that sessions share: what is in them belongs to one user on disk, and inside of a session to the session's
 * user, by idmapped mounts. Perl makes them (it is essential on Debian and Ubuntu): mount(8) of Debian 12 cannot, and
 * Node has no system calls.
 *
 * The tree is opened without following a link at its end, cloned, and given the map of a user namespace that lives just
 * long enough; nothing on it works with more rights than its files' owner has.
 */
export interface MappedMount {
  readonly source: string
  readonly target: string
  readonly mode: 'ro' | 'rw'
}

/** Of unshare(2); the calls for mounts are as new as the numbers that all architectures share. */
const unshare: Readonly<Record<string, number>> = { x64: 272, arm64: 97 }

export const canMapMounts = (architecture: string = process.arch) => unshare[architecture] !== undefined

/** A command that makes them in the mount namespace that it is run in; with any of them not made it fails. */
export function mappedMountCommand(owner: number, uid: number, mounts: readonly MappedMount[]): string[] {
  const each = mounts.flatMap(({ source, target, mode }) => [source, target, mode])
  return ['/usr/bin/perl', '-e', program(unshare[process.arch] ?? 0), String(owner), String(uid), ...each]
}

const program = (unshareNumber: number) => `use strict;
my ($owner, $uid, @mounts) = @ARGV;
pipe(my $ready, my $say_ready) && pipe(my $done, my $say_done) or die "pipe: $!\\n";
my $pid = fork() // die "fork: $!\\n";
if (!$pid) {
  close $ready; close $say_done;
  syscall(${unshareNumber}, 0x10000000) == 0 or die "no user namespace: $!\\n";
  syswrite $say_ready, "x"; sysread $done, my $end, 1;
  exit 0;
}
close $say_ready; close $done;
sysread($ready, my $is_ready, 1) or die "no user namespace\\n";
for my $map ("uid_map", "gid_map") {
  open my $file, ">", "/proc/$pid/$map" or die "$map: $!\\n";
  syswrite($file, "$owner $uid 1\\n") or die "$map: $!\\n";
}
open my $namespace, "<", "/proc/$pid/ns/user" or die "namespace: $!\\n";
my $empty = "";
while (@mounts) {
  my ($source, $target, $mode) = splice @mounts, 0, 3;
  my ($from, $to) = ("$source\\0", "$target\\0");
  # open_tree: clone, close on exec, follow no link at the end
  my $tree = syscall(428, -100, $from, 0x80101);
  $tree >= 0 or die "$source: $!\\n";
  # mount_setattr: idmapped, nosuid, nodev, and read-only
  my $attributes = pack("Q4", 0x100006 | ($mode eq "ro" ? 1 : 0), 0, 0, fileno $namespace);
  syscall(442, $tree, $empty, 0x1000, $attributes, 32) == 0 or die "$source cannot be mapped: $!\\n";
  # move_mount: from the descriptor itself
  syscall(429, $tree, $empty, -100, $to, 4) == 0 or die "$target: $!\\n";
}
close $say_done;
waitpid $pid, 0;
`
