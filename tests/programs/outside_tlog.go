// outside_tlog.go - a stranger's reading of the log: golang.org/x/mod/sumdb, the library of Go's
// own checksum database, which knows nothing of gitrace.
//
// usage: outside_tlog VKEY FOLDER|URL [PROOF|REQUEST...]
//
// Opens the checkpoint with the key, reads every tile through that library's authenticating
// reader, hashes every entry, and checks .tlog-proof and add-checkpoint files. Prints one line
// "good SIZE TILES FILES"; anything else ends with one line on stderr and exit code 1.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8 // of a tile: 256 hashes

type source struct {
	place string
	tiles map[string]bool
}

func (s *source) fetch(name string) ([]byte, error) {
	if !strings.HasPrefix(s.place, "http://") {
		return os.ReadFile(filepath.Join(s.place, name))
	}
	answer, err := http.Get(s.place + "/" + name)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", name, answer.Status)
	}
	return io.ReadAll(io.LimitReader(answer.Body, 1<<24))
}

// pathOf drops the height that sumdb writes into a path and C2SP tlog-tiles leaves out.
func pathOf(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
}

func (s *source) Height() int { return height }

func (s *source) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range wanted {
		data, err := s.fetch(pathOf(tile))
		if err != nil {
			return nil, err
		}
		s.tiles[pathOf(tile)] = true
		found = append(found, data)
	}
	return found, nil
}

func (s *source) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

// treeOf opens a signed checkpoint; the note package wants a signature of a key it knows.
func treeOf(text []byte, key note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(text, note.VerifierList(key))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != key.Name() {
		return tlog.Tree{}, fmt.Errorf("checkpoint of %q, not of %q", lines[0], key.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// checkEntries hashes every entry and compares it with the authenticated hash of its place.
func checkEntries(from *source, tree tlog.Tree, reader tlog.HashReader) error {
	for bundle := int64(0); bundle*256 < tree.N; bundle++ {
		width := tree.N - bundle*256
		if width > 256 {
			width = 256
		}
		tile := tlog.Tile{H: height, L: 0, N: bundle, W: int(width)}
		data, err := from.fetch(strings.Replace(pathOf(tile), "tile/0/", "tile/entries/", 1))
		if err != nil {
			return err
		}
		var indexes []int64
		for i := int64(0); i < width; i++ {
			indexes = append(indexes, tlog.StoredHashIndex(0, bundle*256+i))
		}
		hashes, err := reader.ReadHashes(indexes)
		if err != nil {
			return err
		}
		for i := range hashes {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				return fmt.Errorf("entry %d is cut", bundle*256+int64(i))
			}
			end := 2 + int(binary.BigEndian.Uint16(data))
			if tlog.RecordHash(data[2:end]) != hashes[i] {
				return fmt.Errorf("entry %d is not what its tile says", bundle*256+int64(i))
			}
			data = data[end:]
		}
		if len(data) != 0 {
			return fmt.Errorf("bundle %d has %d bytes too many", bundle, len(data))
		}
	}
	return nil
}

// hashesOf reads the base64 lines after the first `line` of the front of a file.
func hashesOf(lines []string, line string) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for at, found := 0, false; at < len(lines); at++ {
		if found {
			raw, err := base64.StdEncoding.DecodeString(lines[at])
			if err != nil || len(raw) != tlog.HashSize {
				return nil, fmt.Errorf("%q is no hash", lines[at])
			}
			hashes = append(hashes, *(*tlog.Hash)(raw))
		}
		found = found || lines[at] == line
	}
	return hashes, nil
}

// checkFile judges one inclusion proof or one request with its consistency proof.
func checkFile(name string, key note.Verifier, reader tlog.HashReader) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	front, rest, cut := bytes.Cut(text, []byte("\n\n"))
	if !cut {
		return fmt.Errorf("no blank line")
	}
	tree, err := treeOf(rest, key)
	if err != nil {
		return err
	}
	lines := strings.Split(string(front), "\n")
	for _, line := range lines {
		kind, number, _ := strings.Cut(line, " ")
		n, _ := strconv.ParseInt(number, 10, 64)
		if kind != "index" && kind != "old" {
			continue
		}
		hashes, err := hashesOf(lines, line)
		if err != nil {
			return err
		}
		if kind == "index" {
			leaf, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, n)})
			if err != nil {
				return err
			}
			return tlog.CheckRecord(hashes, tree.N, tree.Hash, n, leaf[0])
		}
		if n == 0 && len(hashes) == 0 {
			return nil // a log of which the witness knows nothing: there is no proof to check
		}
		before, err := tlog.TreeHash(n, reader)
		if err != nil {
			return err
		}
		return tlog.CheckTree(hashes, tree.N, tree.Hash, n, before)
	}
	return fmt.Errorf("neither an index nor an old size")
}

func run(arguments []string) error {
	key, err := note.NewVerifier(strings.TrimSpace(arguments[0]))
	if err != nil {
		return err
	}
	from := &source{arguments[1], map[string]bool{}}
	checkpoint, err := from.fetch("checkpoint")
	if err != nil {
		return err
	}
	tree, err := treeOf(checkpoint, key)
	if err != nil {
		return err
	}
	reader := tlog.TileHashReader(tree, from)
	if err := checkEntries(from, tree, reader); err != nil {
		return err
	}
	for _, name := range arguments[2:] {
		if err := checkFile(name, key, reader); err != nil {
			return fmt.Errorf("%s: %v", filepath.Base(name), err)
		}
	}
	fmt.Println("good", tree.N, len(from.tiles), len(arguments)-2)
	return nil
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: outside_tlog VKEY FOLDER|URL [PROOF|REQUEST...]")
		os.Exit(2)
	}
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
