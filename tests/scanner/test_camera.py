"""A live picture from a video file and from a stream on this machine; no test needs a camera."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from scanner.errors import CameraError
from scanner.frames import opencv
from scanner.sources.camera import Camera, codes
from scanner.sources.capture import device_index, is_live

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scanner.frames import Grey
    from tests.scanner.conftest import Draw

NO_DEVICE = 97


def frame_with(code: Grey | None, *, shade: int = 210) -> Grey:
    frame = np.full((480, 640), shade, np.uint8)
    if code is not None:
        frame[100 : 100 + code.shape[0], 200 : 200 + code.shape[1]] = code
    return frame


@pytest.fixture
def film(tmp_path: Path) -> Callable[[list[Grey]], str]:
    def made(frames: list[Grey]) -> str:
        cv2 = opencv()
        path = str(tmp_path / "film.avi")
        writer = cv2.VideoWriter(path, cv2.VideoWriter_fourcc(*"MJPG"), 10, (640, 480))
        for frame in frames:
            writer.write(cv2.cvtColor(frame, cv2.COLOR_GRAY2BGR))
        writer.release()
        return path

    return made


@pytest.fixture
def stream(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Serves frames as MJPEG over HTTP: `hang` keeps the line open after the last one, `turns` repeats them."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    servers: list[ThreadingHTTPServer] = []
    over = threading.Event()

    def served(frames: list[Grey], *, turns: int = 1, hang: bool = False, pause: float = 0.01, mangle: bool = False) -> str:
        cv2: Any = opencv()
        pictures = [cv2.imencode(".jpg", frame)[1].tobytes() for frame in frames]
        if mangle:
            pictures = [picture[:-300] + bytes(300) for picture in pictures]

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
                self.end_headers()
                try:
                    for picture in pictures * turns:
                        self.wfile.write(b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(picture))
                        self.wfile.write(picture + b"\r\n")
                        if over.wait(pause):
                            return
                    if hang:
                        over.wait(30)
                except OSError:  # the other side has hung up
                    return

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield served
    over.set()
    for server in servers:
        server.shutdown()
        server.server_close()


def watch_to_the_end(camera: Camera) -> None:
    number = 0
    while (frame := camera.wait(number, 20)) is not None:
        number = frame.number


def test_a_film_gives_every_frame_in_order_and_then_says_it_is_over(film: Callable[[list[Grey]], str]) -> None:
    path = film([frame_with(None, shade=20 * step) for step in range(10)])
    shades: list[int] = []
    with Camera(path) as camera:
        while len(shades) < 10:
            frame = camera.wait(len(shades), 10)
            assert frame is not None
            assert frame.number == len(shades) + 1
            shades.append(int(frame.grey.mean()))
        with pytest.raises(CameraError) as over:
            camera.wait(10, 10)
    assert over.value.code == "stream-ended"
    assert all(abs(shade - 20 * step) <= 3 for step, shade in enumerate(shades))


def test_the_latest_frame_is_given_once_and_never_waited_for(film: Callable[[list[Grey]], str]) -> None:
    with Camera(film([frame_with(None)])) as camera:
        frame = camera.wait(0, 10)
        assert frame is not None
        again = camera.latest(0)
        assert again is not None
        assert again.number == frame.number


def test_a_code_in_a_film_is_found_once(film: Callable[[list[Grey]], str], draw: Draw, digits: str) -> None:
    path = film([frame_with(None)] * 4 + [frame_with(draw(digits))] * 12)
    assert [code.text for code in codes(path)] == [digits]


def test_a_film_without_a_code_just_ends(film: Callable[[list[Grey]], str]) -> None:
    assert list(codes(film([frame_with(None)] * 3))) == []


def test_looking_ends_when_its_time_is_up(film: Callable[[list[Grey]], str]) -> None:
    assert list(codes(film([frame_with(None)] * 3), seconds=0)) == []


def test_a_film_left_half_way_is_let_go(film: Callable[[list[Grey]], str], draw: Draw, digits: str) -> None:
    looking = codes(film([frame_with(draw(digits))] * 50))
    assert next(looking).text == digits
    looking.close()  # type: ignore[attr-defined]
    assert not [thread for thread in threading.enumerate() if thread.name == "camera"]


def test_a_stream_gives_its_code(stream: Callable[..., str], draw: Draw, digits: str) -> None:
    assert next(codes(stream([frame_with(draw(digits))], turns=60))).text == digits


def test_of_a_stream_the_newest_frame_wins(stream: Callable[..., str]) -> None:
    with Camera(stream([frame_with(None, shade=shade) for shade in range(40, 240, 5)], hang=True)) as camera:
        first = camera.wait(0, 10)
        assert first is not None
        last, looked_at = first, 1
        while last.grey.mean() < 230:
            newer = camera.wait(last.number, 10)
            assert newer is not None
            last, looked_at = newer, looked_at + 1
            time.sleep(0.1)  # somebody slow, ten frames of this stream
        assert looked_at < last.number - first.number
    assert camera.latest(0) is not None  # what was seen stays after closing


def test_a_stream_that_ends_says_so(stream: Callable[..., str]) -> None:
    with Camera(stream([frame_with(None)], turns=12)) as camera, pytest.raises(CameraError) as over:
        watch_to_the_end(camera)
    assert over.value.code == "stream-ended"


def test_a_stream_that_stalls_says_so(stream: Callable[..., str]) -> None:
    url = stream([frame_with(None)], turns=12, hang=True)
    with Camera(url, read_seconds=0.5) as camera, pytest.raises(CameraError) as stalled:
        watch_to_the_end(camera)
    assert stalled.value.code == "camera-stalled"
    assert stalled.value.facts["source"] == url


@pytest.mark.parametrize("source", [NO_DEVICE, f"/dev/video{NO_DEVICE}", "no-such-film.avi", "http://127.0.0.1:9/", "ftp://x/y", "."])
def test_what_is_not_there_is_told(source: int | str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with pytest.raises(CameraError) as absent, Camera(source, open_seconds=2):
        pass
    assert absent.value.code == "camera-absent"
    assert absent.value.facts["source"] == source
    assert capfd.readouterr() == ("", "")


def test_a_text_named_as_a_film_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "film.avi").write_text("no film\n" * 100)
    with pytest.raises(CameraError) as absent:
        list(codes(str(tmp_path / "film.avi")))
    assert absent.value.code == "camera-absent"
    assert capfd.readouterr() == ("", "")


def test_a_still_picture_is_a_very_short_film(tmp_path: Path, draw: Draw, digits: str) -> None:
    Image.fromarray(draw(digits)).save(tmp_path / "code.png")
    assert [code.text for code in codes(str(tmp_path / "code.png"))] == [digits]


def test_frames_damaged_on_the_way_write_nothing_to_the_terminal(stream: Callable[..., str], capfd: pytest.CaptureFixture[str]) -> None:
    noise = np.random.default_rng(3).integers(0, 255, (480, 640)).astype(np.uint8)
    assert list(codes(stream([noise], turns=20, mangle=True))) == []
    assert capfd.readouterr() == ("", "")


def test_a_thread_that_hangs_is_noticed_by_whoever_waits_for_it(stream: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    with Camera(stream([frame_with(None)], turns=12, hang=True), read_seconds=2) as camera:
        frame = camera.wait(0, 20)
        assert frame is not None
        now = time.monotonic()
        with monkeypatch.context() as later:
            later.setattr("scanner.sources.camera.time.monotonic", lambda: now + 60)
            with pytest.raises(CameraError) as stalled:
                camera.latest(frame.number + 1000)
    assert stalled.value.code == "camera-stalled"


def test_without_opencv_there_is_no_camera(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ImportError("no cv2")

    monkeypatch.setattr("scanner.sources.capture.opencv", missing)
    with pytest.raises(CameraError) as absent, Camera(0):
        pass
    assert absent.value.facts["reason"] == "opencv-missing"


def test_a_process_that_exits_while_the_camera_runs_exits_cleanly(stream: Callable[..., str]) -> None:
    url = stream([frame_with(None)], turns=100_000)
    program = (
        "import sys\nfrom scanner.sources.camera import Camera\n"
        "camera = Camera(sys.argv[1]).__enter__()\nassert camera.wait(0, 20) is not None\nprint('seen')"
    )
    done = subprocess.run([sys.executable, "-c", program, url], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "seen\n", "")


@pytest.mark.parametrize(
    ("source", "index"), [(0, 0), ("7", 7), ("/dev/video2", 2), ("film.avi", None), ("http://x/0", None), ("1234", None)]
)
def test_devices_are_told_from_files(source: int | str, index: int | None) -> None:
    assert device_index(source) == index
    assert is_live(source) == (source not in {"film.avi", "1234"})
