package dev.eventpatterns.benchmarks.watch;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.LongAdder;

import javax.net.SocketFactory;

/** A socket that counts its bytes, in both directions. */
final class CountedSocket extends Socket {

	private final LongAdder bytes;

	CountedSocket(LongAdder bytes) {
		this.bytes = bytes;
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return new FilterInputStream(super.getInputStream()) {

			@Override
			public int read() throws IOException {
				int read = super.read();
				CountedSocket.this.bytes.add((read >= 0) ? 1 : 0);
				return read;
			}

			@Override
			public int read(byte[] buffer, int offset, int length) throws IOException {
				int read = super.read(buffer, offset, length);
				CountedSocket.this.bytes.add(Math.max(0, read));
				return read;
			}

		};
	}

	@Override
	public OutputStream getOutputStream() throws IOException {
		return new FilterOutputStream(super.getOutputStream()) {

			@Override
			public void write(int value) throws IOException {
				this.out.write(value);
				CountedSocket.this.bytes.add(1);
			}

			@Override
			public void write(byte[] buffer, int offset, int length) throws IOException {
				this.out.write(buffer, offset, length);
				CountedSocket.this.bytes.add(length);
			}

		};
	}

	/** Makes such sockets, for a client that connects them itself. */
	static SocketFactory factory(LongAdder bytes) {
		return new SocketFactory() {

			@Override
			public Socket createSocket() {
				return new CountedSocket(bytes);
			}

			@Override
			public Socket createSocket(String host, int port) {
				throw new UnsupportedOperationException();
			}

			@Override
			public Socket createSocket(String host, int port, InetAddress local, int localPort) {
				throw new UnsupportedOperationException();
			}

			@Override
			public Socket createSocket(InetAddress host, int port) {
				throw new UnsupportedOperationException();
			}

			@Override
			public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
				throw new UnsupportedOperationException();
			}

		};
	}

}
